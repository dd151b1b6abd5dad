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

/// How an issuer signs. What is not named here is refused, whatever a token's header says of
/// itself.
///
/// @param algorithms of its signatures
/// @param keys its public keys
/// @param types of its access tokens
record TokenSignature(
        Set<JWSAlgorithm> algorithms,
        JWKSource<SecurityContext> keys,
        JOSEObjectTypeVerifier<SecurityContext> types) {

    /// @param claims judges the claims of a token whose signature is sound; nothing else does
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
