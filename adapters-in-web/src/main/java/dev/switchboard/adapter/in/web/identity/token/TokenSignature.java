package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// An issuer's signatures. Anything else is refused, whatever a token's header says.
///
/// @param algorithms the algorithms of its signatures
/// @param keys its public keys
/// @param types the types of its access tokens
record TokenSignature(
        Set<JWSAlgorithm> algorithms,
        JWKSource<SecurityContext> keys,
        JOSEObjectTypeVerifier<SecurityContext> types) {

    /// @param claims validates the claims of a token with a valid signature; nothing else does
    JwtDecoder decoder(OAuth2TokenValidator<Jwt> claims) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSTypeVerifier(types);
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(claims);
        return decoder;
    }
}
