"""Mail that anybody can have: no agency is known by it."""

ANYBODYS = frozenset(
    """
aol.com blueyonder.co.uk btconnect.com btinternet.com fastmail.com gmail.com gmx.co.uk gmx.com
googlemail.com hey.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com mac.com mail.com
mailinator.com me.com msn.com ntlworld.com outlook.com proton.me protonmail.com rocketmail.com
sky.com talktalk.net tiscali.co.uk tutanota.com virginmedia.com yahoo.co.uk yahoo.com yandex.com
ymail.com zoho.com
""".split()
)
