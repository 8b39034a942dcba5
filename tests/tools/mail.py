#!/usr/bin/python3
"""mail.py ADDRESS FOLDER [CERTIFICATE KEY [tls|starttls]]: a mail server of a test.

Writes its port to FOLDER/port, then each message with its envelope to FOLDER/N. Where FOLDER/deny
holds an SMTP answer, it gives that instead. Where there is FOLDER/rude it says nothing to a goodbye."""
import asyncio, os, ssl, sys
from aiosmtpd.smtp import SMTP

address, folder = sys.argv[1:3]
way = sys.argv[5] if len(sys.argv) > 5 else ''
context = None
if way:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])

class Keep:
    count = 0

    async def handle_QUIT(self, server, session, envelope):
        if os.path.exists(os.path.join(folder, 'rude')):
            await asyncio.sleep(3600)
        return '221 Bye'

    async def handle_DATA(self, server, session, envelope):
        deny = os.path.join(folder, 'deny')
        if os.path.exists(deny):
            with open(deny) as answer:
                return answer.read().strip()
        self.count += 1
        name = os.path.join(folder, str(self.count))
        with open(name + '.new', 'wb') as out:
            out.write(b'EHLO ' + session.host_name.encode() + b'\nTLS ' + str(bool(session.ssl or way == 'tls')).encode())
            out.write(b'\nFROM ' + envelope.mail_from.encode() + b'\nTO ' + ' '.join(envelope.rcpt_tos).encode() + b'\n')
            out.write(envelope.original_content)
        os.rename(name + '.new', name)
        return '250 OK'

async def serve():
    keep = Keep()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(keep, hostname='mail.test', tls_context=context if way == 'starttls' else None,
                     require_starttls=way == 'starttls'),
        host=address, port=0, ssl=context if way == 'tls' else None)
    with open(os.path.join(folder, 'port.new'), 'w') as out:
        out.write(str(server.sockets[0].getsockname()[1]))
    os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port'))
    await server.serve_forever()

asyncio.run(serve())
