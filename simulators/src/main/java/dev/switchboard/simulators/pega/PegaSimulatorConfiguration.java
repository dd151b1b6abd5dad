package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Simulates Pega's desk and what its agents say.
@Configuration(proxyBeanMethods = false)
public class PegaSimulatorConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    AccountBook simulatedPegaAccounts(Environment environment) {
        HubAccount hub = new HubAccount(environment);
        return new AccountBook(hub::find);
    }

    @Bean
    DeskCallbacks simulatedPegaCallbacks(Upstreams upstreams, AccountBook accounts, Clock clock) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        return new DeskCallbacks(http, accounts, upstreams.pega().log(), clock);
    }

    @Bean
    PegaController simulatedPegaController(
            Upstreams upstreams,
            AccountBook accounts,
            DeskCallbacks callbacks,
            Stage stage,
            Clock clock) {
        ScriptedUpstream upstream = upstreams.pega();
        return new PegaController(upstream, accounts, new PegaDesk(callbacks, stage), clock);
    }
}
