"""Verifies a token as a Python API does: PyJWT, keys through the JWKS URL, issuer and audience set.

Arguments: JWKS URL, issuer, audience, token. Prints the claims as JSON and ends with 0, or prints the name of
PyJWT's exception and ends with 1.
"""

import json
import sys

import jwt

ALGORITHMS = ["EdDSA", "ES256", "ES512", "RS256", "PS256"]


def main(jwks_url: str, issuer: str, audience: str, token: str) -> int:
    try:
        key = jwt.PyJWKClient(jwks_url).get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=audience,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as refusal:
        print(type(refusal).__name__)
        return 1
    print(json.dumps(claims))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
