package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.RSAKey;

/// Our own key pair. Prints nothing of itself; the library's type would print the private part.
record SigningKey(RSAKey pair) {

    @Override
    public String toString() {
        return "SigningKey[redacted]";
    }
}
