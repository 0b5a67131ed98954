"""SATOSA as a SAML identity provider with one person, who is always signed in: its proxy and its SAML frontend, with a
backend that asks nobody.

    GET  /Saml2IDP/proxy.xml   its metadata
    POST /People/sso/post      an AuthnRequest, signed; the answer is signed twice

By POST alone: SATOSA never verifies the signature of a query, and refuses one where requests must be signed.
"""
import argparse
import json
import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from saml2.saml import NAMEID_FORMAT_PERSISTENT, NAME_FORMAT_URI
from satosa.backends.reflector import ReflectorBackend
from satosa.proxy_server import make_app
from satosa.satosa_config import SATOSAConfig

parser = argparse.ArgumentParser()
for name in ("port", "sp-metadata", "key", "certificate"):
    parser.add_argument("--" + name, required=True)
given = parser.parse_args()
origin = "http://127.0.0.1:%s" % given.port

PERSON = {"mail": ["alice@example.org"], "displayname": ["Alice Liddell"], "groups": ["staff", "wiki editors"]}
INTERNAL = {
    "attributes": {
        "mail": {"saml": ["mail"]},
        "displayname": {"saml": ["displayName"]},
        "groups": {"saml": ["isMemberOf"]},
    }
}


class OnePerson(ReflectorBackend):
    """Its answer, with attributes."""

    def start_auth(self, context, internal_req):
        answer = self.auth_callback_func

        def with_attributes(context, data):
            data.subject_id, data.subject_type, data.attributes = "alice", NAMEID_FORMAT_PERSISTENT, PERSON
            return answer(context, data)

        self.auth_callback_func = with_attributes
        try:
            return super().start_auth(context, internal_req)
        finally:
            self.auth_callback_func = answer


# SATOSA finds its modules by name.
sys.modules["one_person"] = sys.modules[__name__]

FRONTEND = {
    "module": "satosa.frontends.saml2.SAMLFrontend",
    "name": "Saml2IDP",
    "config": {
        "entityid_endpoint": True,
        "enable_metadata_reload": False,
        "acr_mapping": {"": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"},
        "endpoints": {
            "single_sign_on_service": {
                "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST": "sso/post",
                "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect": "sso/redirect",
            }
        },
        "idp_config": {
            "key_file": given.key,
            "cert_file": given.certificate,
            "metadata": {"local": [given.sp_metadata]},
            "entityid": origin + "/Saml2IDP/proxy.xml",
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": []},
                    "name": "SATOSA",
                    "name_id_format": [NAMEID_FORMAT_PERSISTENT],
                    "want_authn_requests_signed": True,
                    "policy": {
                        "default": {
                            "attribute_restrictions": None,
                            "fail_on_missing_requested": False,
                            "lifetime": {"minutes": 15},
                            "name_form": NAME_FORMAT_URI,
                            "sign_response": True,
                            "sign_assertion": True,
                        }
                    },
                }
            },
        },
    },
}
BACKEND = {"module": "one_person.OnePerson", "name": "People", "config": {}}


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def config():
    def written(name, value):
        path = os.path.join(os.path.dirname(given.key), name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(value, file)
        return path

    proxy = {
        "BASE": origin,
        "COOKIE_STATE_NAME": "SATOSA_STATE",
        "CONTEXT_STATE_DELETE": True,
        "STATE_ENCRYPTION_KEY": "only for tests",
        "INTERNAL_ATTRIBUTES": written("internal.yaml", INTERNAL),
        "BACKEND_MODULES": [written("backend.yaml", BACKEND)],
        "FRONTEND_MODULES": [written("frontend.yaml", FRONTEND)],
        "LOGGING": {"version": 1, "root": {"level": "CRITICAL"}},
    }
    return SATOSAConfig(proxy)


make_server("127.0.0.1", int(given.port), make_app(config()), handler_class=Quiet).serve_forever()
