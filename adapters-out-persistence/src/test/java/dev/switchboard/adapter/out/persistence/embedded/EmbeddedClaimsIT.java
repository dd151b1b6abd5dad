package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;

class EmbeddedClaimsIT extends EmbeddedStoreCase implements ClaimsContract {

    @Override
    public Claims claims() {
        return new EmbeddedClaims(opened().store());
    }
}
