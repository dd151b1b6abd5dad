package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.OrganisationsContract;

class InMemoryOrganisationsTest implements OrganisationsContract {
    private final Organisations organisations = new InMemoryOrganisations();

    @Override
    public Organisations organisations() {
        return organisations;
    }
}
