"""An identity provider on pysaml2, for one service provider, with one person who is always signed in.

    GET  /metadata   its metadata
    POST /sso        an AuthnRequest, signed; the answer is signed twice
    POST /slo        a LogoutRequest, or the answer to one
    GET  /logout     begins a logout at the service provider
    GET  /told       the name and the sessions of the last LogoutRequest

By POST alone: the pysaml2 of Debian does not verify the signature of a query.
"""
import argparse
import html
import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from saml2 import BINDING_HTTP_POST
from saml2.authn_context import PASSWORDPROTECTEDTRANSPORT
from saml2.config import IdPConfig
from saml2.metadata import create_metadata_string
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NAME_FORMAT_URI
from saml2.server import Server

logging.disable(logging.CRITICAL)
SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"

parser = argparse.ArgumentParser()
for name in ("port", "sp-metadata", "key", "certificate"):
    parser.add_argument("--" + name, required=True)
given = parser.parse_args()
origin = "http://127.0.0.1:%s" % given.port

PERSON = {
    "uid": "alice",
    "mail": "alice@example.org",
    "givenName": "Alice",
    "sn": "Liddell",
    "displayName": "Alice Liddell",
    "isMemberOf": ["staff", "wiki editors"],
}

# What was told to the service provider last: a logout from here repeats it.
told = {}


def config():
    return IdPConfig().load(
        {
            "entityid": origin + "/metadata",
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "metadata": {"local": [given.sp_metadata]},
            "key_file": given.key,
            "cert_file": given.certificate,
            "signing_algorithm": SHA256,
            "digest_algorithm": SHA256_DIGEST,
            "service": {
                "idp": {
                    "endpoints": {
                        "single_sign_on_service": [(origin + "/sso", BINDING_HTTP_POST)],
                        "single_logout_service": [(origin + "/slo", BINDING_HTTP_POST)],
                    },
                    "want_authn_requests_signed": True,
                    "name_id_format": [NAMEID_FORMAT_PERSISTENT],
                    "policy": {
                        "default": {
                            "lifetime": {"minutes": 5},
                            "attribute_restrictions": None,
                            "name_form": NAME_FORMAT_URI,
                        }
                    },
                }
            },
        }
    )


server = Server(config=config())


def sign_in(query):
    request = server.parse_authn_request(query["SAMLRequest"][0], BINDING_HTTP_POST)
    args = server.response_args(request.message)
    response = server.create_authn_response(
        PERSON,
        userid="alice",
        authn={"class_ref": PASSWORDPROTECTEDTRANSPORT, "authn_auth": origin},
        sign_assertion=True,
        sign_response=True,
        sign_alg=SHA256,
        digest_alg=SHA256_DIGEST,
        **args,
    )
    return server.apply_binding(BINDING_HTTP_POST, str(response), args["destination"], "", response=True)


def remember(sp_entity_id):
    """pysaml2 keeps who was told under which name, and the statements of each."""
    name_id = server.ident.find_nameid("alice", sp_name_qualifier=sp_entity_id)[0]
    return name_id, [one.session_index for one in server.session_db.get_authn_statements(name_id)[0]]


def sign_out(query):
    request = server.parse_logout_request(query["SAMLRequest"][0], BINDING_HTTP_POST)
    message = request.message
    told["last"] = {"name": message.name_id.text, "indexes": [one.text for one in message.session_index]}
    args = server.response_args(message, [BINDING_HTTP_POST])
    response = server.create_logout_response(
        message, [BINDING_HTTP_POST], sign=True, sign_alg=SHA256, digest_alg=SHA256_DIGEST
    )
    relay = query.get("RelayState", [""])[0]
    return server.apply_binding(BINDING_HTTP_POST, str(response), args["destination"], relay, response=True)


def begin_logout():
    sp_entity_id = next(iter(server.metadata.with_descriptor("spsso")))
    service = server.metadata.single_logout_service(sp_entity_id, BINDING_HTTP_POST, "spsso")[0]["location"]
    name_id, indexes = remember(sp_entity_id)
    _, request = server.create_logout_request(
        service,
        sp_entity_id,
        name_id=name_id,
        session_indexes=indexes,
        sign=True,
        sign_alg=SHA256,
        digest_alg=SHA256_DIGEST,
    )
    return server.apply_binding(BINDING_HTTP_POST, str(request), service, "r")


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.answer(parse_qs(body))

    def answer(self, query):
        path = urlsplit(self.path).path
        try:
            if path == "/metadata":
                # Without it its own configuration would be asked for a service provider that is not there yet.
                return self.send(200, create_metadata_string(None, config(), sign=False).decode(), "text/xml")
            if path == "/told":
                return self.send(200, json.dumps(told.get("last")), "application/json")
            if path == "/sso":
                return self.carry(sign_in(query))
            if path == "/slo" and "SAMLRequest" in query:
                return self.carry(sign_out(query))
            if path == "/slo":
                response = server.parse_logout_request_response(query["SAMLResponse"][0], BINDING_HTTP_POST)
                return self.send(200, "signed out: %s" % response.status_ok(), "text/plain")
            if path == "/logout":
                return self.carry(begin_logout())
            return self.send(404, "nothing here", "text/plain")
        except Exception as error:
            return self.send(500, "%s: %s" % (type(error).__name__, html.escape(str(error))), "text/plain")

    def carry(self, message):
        return self.send(200, "".join(message["data"]), "text/html")

    def send(self, status, text, kind):
        octets = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)


ThreadingHTTPServer(("127.0.0.1", int(given.port)), Handler).serve_forever()
