"""A mail server for tests/mail.rs: aiosmtpd on loopback, with a certificate of its own and faults on demand.

    python3 smtp_server.py FOLDER MODE [FAULT]

MODE is starttls, tls, login (tls, and AUTH LOGIN only), plain, or utf8 (plain, and SMTPUTF8 is offered). FOLDER receives ca.pem (the authority to trust) and log.jsonl: one line for each message
that was accepted and for each thing worth knowing. The first line on stdout is the port. The server ends with its
stdin. FAULT, changed at any time by writing it as a line to stdin (answered by "ok"):

    none                     everything is taken
    greeting                 421 and the connection is closed, in place of the greeting
    sender-550               the sender is refused
    picky                    who greets with a loopback address or localhost is turned away
    relay-554                the server passes on no mail from here, as it says at the recipient
    rcpt-451, rcpt-550       the recipient is put off, or refused; rcpt-421 says farewell
    data-451, data-554       the text is put off, or refused
    after-data               the message is taken, and the connection is dropped in place of the answer
    stall                    the answer to the text never comes
    auth-535                 the right password is refused, and the answer holds the password
    controls                 the recipient is refused with control characters and a very long text
    drop-idle                the connection is closed after each message
    AT ANSWER                the answer at ehlo, mail, rcpt or data, word for word: "rcpt 550 5.7.26 who are you"
"""

import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = b"learning", b"open sesame"


def certificate(folder):
    """A self-made authority and a certificate for localhost."""
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def name(text):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    now = datetime.datetime.now(datetime.timezone.utc)

    def begin(subject, issuer, key):
        return (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
        )

    authority, server = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = (
        begin("Test authority", "Test authority", authority)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(authority, hashes.SHA256())
    )
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    leaf = (
        begin("localhost", "Test authority", server)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(authority, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(root.public_bytes(pem))
    (folder / "server.pem").write_bytes(
        leaf.public_bytes(pem)
        + server.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


class Box:
    """What the server does with what it is given."""

    def __init__(self, folder, fault):
        self.log = open(folder / "log.jsonl", "a", encoding="utf-8")
        self.fault = fault

    def note(self, **what):
        self.log.write(json.dumps(what) + "\n")
        self.log.flush()

    def said(self, at):
        """The answer that was given for a place, word for word."""
        place, _, answer = self.fault.partition(" ")
        return answer if place == at else None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        if answer := self.said("ehlo"):
            return [answer]
        self.note(event="ehlo", name=hostname)
        # As relays do with whoever has no name, or none that says anything.
        nameless = hostname.startswith("[127.") or hostname.lower() == "localhost"
        if self.fault == "picky" and nameless:
            return ["421 4.7.0 Try again later, closing connection. (EHLO)"]
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self.said("mail"):
            return answer
        if self.fault == "sender-550":
            return "550 5.7.1 this sender is not welcome"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.said("rcpt"):
            return answer
        if self.fault == "rcpt-451":
            return "451 4.7.1 greylisted"
        if self.fault == "rcpt-550":
            return "550 5.1.1 no such mailbox"
        if self.fault == "relay-554":
            return "554 5.7.1 relay access denied"
        if self.fault == "rcpt-421":
            return "421 4.3.2 closing down"
        if self.fault == "controls":
            return "550 5.1.1 \x1b[31mno\x07 " + "long " * 90
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := self.said("data"):
            return answer
        if self.fault == "data-451":
            return "451 4.3.0 try again later"
        if self.fault == "data-554":
            return "554 5.6.0 not this text"
        if self.fault == "stall":
            self.note(event="stalled")
            await asyncio.sleep(3600)
        self.take(session, envelope)
        if self.fault == "after-data":
            server.transport.abort()
        if self.fault == "drop-idle":
            asyncio.get_running_loop().call_later(0.05, self.hang_up, server.transport)
        return "250 taken"

    def hang_up(self, transport):
        transport.abort()
        self.note(event="hung up")

    def take(self, session, envelope):
        parsed = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        self.note(
            event="message",
            peer=session.peer[1],
            encrypted=session.ssl is not None,
            user=getattr(session.auth_data, "login", b"").decode(),
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            headers=[[name, str(value)] for name, value in parsed.items()],
            defects=[repr(defect) for defect in parsed.defects],
            body=parsed.get_content(),
            raw=envelope.original_content.decode("latin-1"),
            at=time.time(),
        )


class Server(SMTP):
    """aiosmtpd that can be unwelcoming."""

    def connection_made(self, transport):
        if self.event_handler.fault == "greeting":
            transport.write(b"421 4.3.2 not now\r\n")
            transport.close()
            return
        super().connection_made(transport)


def factory(box, mode, context):
    """Makes the protocol of one connection."""

    def authenticate(server, session, envelope, mechanism, data):
        box.note(event="auth", mechanism=mechanism)
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
        if right and box.fault == "auth-535":
            said = "535 5.7.8 wrong: open sesame AGxlYXJuaW5nAG9wZW4gc2VzYW1l b3BlbiBzZXNhbWU="
            return AuthResult(success=False, handled=False, message=said)
        if right:
            return AuthResult(success=True, auth_data=data)
        return AuthResult(success=False, handled=False)

    options = {"authenticator": authenticate, "enable_SMTPUTF8": False, "hostname": "localhost"}
    if mode == "starttls":
        options |= {"tls_context": context, "require_starttls": True, "auth_required": True}
    if mode == "tls":
        options |= {"auth_required": True, "auth_require_tls": False}
    if mode == "login":
        options |= {
            "auth_required": True,
            "auth_require_tls": False,
            "auth_exclude_mechanism": ["PLAIN"],
        }
    if mode == "utf8":
        options |= {"auth_require_tls": False, "enable_SMTPUTF8": True}
    if mode == "plain":
        options |= {"auth_require_tls": False}
    return lambda: Server(box, **options)


async def serve(box, mode, context):
    """Serves until stdin ends."""
    loop = asyncio.get_running_loop()
    wrapped = context if mode in ("tls", "login") else None
    server = await loop.create_server(
        factory(box, mode, context), host="127.0.0.1", port=0, ssl=wrapped
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        box.fault = line.strip()
        print("ok", flush=True)


def main():
    folder, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
    box = Box(folder, sys.argv[3] if len(sys.argv) > 3 else "none")
    asyncio.run(serve(box, mode, certificate(folder)))


if __name__ == "__main__":
    main()
