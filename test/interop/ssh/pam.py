"""
What the PAM module pam_oauth2_device sends and checks, step by step, on Python's own library: a client of ours, since no
registry has the module.

  pam.py <config.json> <login name>

prints one JSON line when it has the code, as the module shows it at the prompt, and one at the end. The config is the
module's own file; `scopes` is the key that people get wrong. `group` is ours: who reads the ID Token finds it there.
"""
import base64
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def say(**facts):
    print(json.dumps(facts), flush=True)


def post(url, fields, client=None):
    """The status and the JSON of the answer."""
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode(), method="POST")
    request.add_header("Content-Type", "application/x-www-form-urlencoded")
    if client:
        request.add_header("Authorization", "Basic " + base64.b64encode(":".join(client).encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as failure:
        return failure.code, json.load(failure)


def poll(config, client, device):
    """The tokens, or the reason why there are none. It keeps the advertised interval, so `slow_down` is a fault."""
    end = time.monotonic() + device["expires_in"]
    polls = 0
    while time.monotonic() < end:
        time.sleep(device["interval"])
        polls += 1
        fields = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device["device_code"]}
        status, answer = post(config["oauth_token_url"], fields, client)
        if status == 200:
            return answer, polls
        if answer.get("error") != "authorization_pending":
            return answer, polls
    return {"error": "timeout"}, polls


def id_token_claims(token):
    """Its signature is judged elsewhere in the test: the module itself only reads it."""
    header, claims, _ = token.split(".")
    read = lambda part: json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read(header), read(claims)


def main(config_file, login):
    with open(config_file, encoding="utf8") as file:
        config = json.load(file)
    client = (config["client_id"], config["client_secret"])
    _, device = post(config["oauth_device_url"], {"scope": config["scopes"]}, client)
    say(step="prompt", **device)
    tokens, polls = poll(config, client, device)
    if "error" in tokens:
        return say(step="end", authenticated=False, reason=tokens["error"], polls=polls)
    status, seen = post(config["oauth_token_introspect_url"], {"token": tokens["access_token"]}, client)
    header, claims = id_token_claims(tokens["id_token"])
    granted = seen.get("scope", "").split()
    faults = [
        fault
        for fault, found in {
            "introspection failed": status != 200,
            "not active": seen.get("active") is not True,
            "another user": seen.get("username") != login or login == "root",
            "a scope is missing": any(scope not in granted for scope in config["scopes"].split()),
            "no expiry": not isinstance(seen.get("exp"), int) or seen["exp"] < time.time(),
            "not RS256": header.get("alg") != "RS256" or "kid" not in header,
            "another name in the ID Token": claims.get("preferred_username") != login,
            "not in the group": config["group"] not in claims.get("groups", []),
        }.items()
        if found
    ]
    say(step="end", authenticated=not faults, reason=", ".join(faults), polls=polls)


main(*sys.argv[1:])
