"""An app on Authlib's client for Flask, as Python programs use it: discovery, PKCE, nonce, code, ID Token, userinfo, refresh.

It prints the address that a browser is to open, reads the one that it came back to, and prints what it got, each on a line.
"""
import json
import sys
from urllib.parse import urlsplit

from authlib.integrations.flask_client import OAuth
from flask import Flask, jsonify

given = json.loads(sys.argv[1])
app = Flask(__name__)
app.secret_key = 'of nobody'
# What it refuses ends the program.
app.testing = True
isthmus = OAuth(app).register(
    'isthmus',
    client_id=given['ClientID'],
    client_secret=given['Secret'] or None,
    server_metadata_url=f"{given['Issuer']}/.well-known/openid-configuration",
    client_kwargs={
        'scope': 'openid profile email groups',
        'code_challenge_method': 'S256',
        'token_endpoint_auth_method': given['Style'],
    },
)


@app.get('/login')
def login():
    return isthmus.authorize_redirect(given['Redirect'])


@app.get('/callback')
def callback():
    token = isthmus.authorize_access_token()
    next_token = isthmus._get_oauth_client().refresh_token(
        isthmus.load_server_metadata()['token_endpoint'], refresh_token=token['refresh_token']
    )
    return jsonify(
        claims=token['userinfo'],
        userinfo=isthmus.userinfo(token=token),
        refreshed=next_token['access_token'] != token['access_token'],
    )


browser = app.test_client()
print(browser.get('/login').location, flush=True)
back = urlsplit(sys.stdin.readline().strip())
answer = browser.get(f'/callback?{back.query}')
print(json.dumps(answer.get_json()))
