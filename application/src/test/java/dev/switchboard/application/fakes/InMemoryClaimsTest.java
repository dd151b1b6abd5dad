package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;

class InMemoryClaimsTest implements ClaimsContract {
    private final Claims claims = new InMemoryClaims();

    @Override
    public Claims claims() {
        return claims;
    }
}
