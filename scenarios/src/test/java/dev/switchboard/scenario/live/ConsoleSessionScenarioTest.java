package dev.switchboard.scenario.live;

import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryApiKeys;
import dev.switchboard.application.fakes.InMemoryKeptLogIns;
import dev.switchboard.application.service.identity.IdentityModule;
import java.util.List;

class ConsoleSessionScenarioTest extends ConsoleSessionStories {

    ConsoleSessionScenarioTest() {
        IdentityModule.Stores shared =
                new IdentityModule.Stores(
                        new InMemoryAccounts(),
                        new InMemoryApiKeys(),
                        new InMemoryKeptLogIns(),
                        List.of());
        super(shared, shared);
    }
}
