"""First names that are one name: short forms and spellings, each group on a line."""

from __future__ import annotations

TOGETHER = """
abdul abdel abd
alexander alex sandy alec
alexandra alex sandra lexi
alfred alf alfie fred
andrew andy drew
anthony antony tony
benjamin ben benny
catherine katherine kathryn cath kath cathy kathy kate katie kitty
catrin cadi
charles charlie chas
christine christina chris tina
christopher chris kit
daniel dan danny
david dave davy dafydd dai dewi
deborah debra deb debbie
dorothy dot dottie
edward ed eddie ned ted teddy
eleanor elinor nell ellie
elizabeth elisabeth liz lizzie beth betty bess libby eliza
frederick frederic fred freddie
geoffrey jeffrey geoff jeff
gerald gerry jerry
gwenllian gwen
hannah hanna
harold harry hal
henry harry hal
hussain hussein husain hossain
ieuan ifan evan iwan ioan
ibrahim ebrahim abraham
isabel isobel isabella izzy bella
jacob jake
james jim jimmy jamie
jacqueline jackie jacqui
jennifer jen jenny
jessica jess jessie
john jack johnny jon
jonathan jon jonny
joseph joe joey
joshua josh
katarzyna kasia
kenneth ken kenny
kimberley kimberly kim
lawrence laurence larry laurie
leonard len lenny
louise lou
malgorzata gosia
margaret maggie meg peggy marged mags
mary maria mair
matthew matt matty
megan meg
michael mike mick mickey
michelle shell
mohammed muhammad mohammad mohamed muhammed mohamad mahomed mohd md
nicholas nick nicky
nicola nicky nikki
oliver ollie
pamela pam
patricia pat patsy trish tricia
patrick pat paddy
penelope penny
peter pete
philip phillip phil
rebecca becky becca
rhiannon rhi
richard rick ricky dick rich
robert bob bobby rob robbie robin
ronald ron ronnie
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sara sarah
stephen steven steve
steffan steff
stuart stewart
susan sue susie suzanne
teresa theresa terry tess
terence terry
thomas tom tommy twm
timothy tim
victoria vicky vicki tori
vincent vince
william will bill billy liam gwilym wil
yusuf yousuf youssef yousef
zachary zak zac zack
"""

GROUPS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(TOGETHER.split("\n")):
    for _name in _line.split():
        GROUPS[_name] = GROUPS.get(_name, frozenset()) | {_number}
