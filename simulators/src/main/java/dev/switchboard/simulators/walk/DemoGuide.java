package dev.switchboard.simulators.walk;

import java.net.URI;
import java.util.Map;

/// The addresses of a running demo, and the commands with which a person goes on.
///
/// @param password of `admin`
/// @param metricsPort where the hub's metrics are
/// @param process the id of the hub's process
/// @param log the file with the log of the hub
record DemoGuide(URI hub, String password, String metricsPort, String process, String log) {

    /// Reads the settings of `scripts/demo.sh`.
    static DemoGuide of(URI hub, String password, Map<String, String> environment) {
        return new DemoGuide(
                hub,
                password,
                environment.getOrDefault("SWITCHBOARD_MANAGEMENT_PORT", "8001"),
                environment.getOrDefault("DEMO_PID", "-"),
                environment.getOrDefault("DEMO_LOG", "-"));
    }

    String text() {
        return """
        Switchboard is up. Press Ctrl-C to stop it; what it stored goes with it.
        Killed by kill -9 {process}, it starts again on what it stored.

          A customer's page    {hub}/demo/
          A user on WhatsApp   {hub}/demo/#whatsapp
          The console          {hub}/console
                               ada or ben answer, eva supervises, admin looks after the hub;
                               each has the PASSWORD below
          A wall board         {hub}/demo/wallboard
          API and Swagger UI   {hub}/swagger-ui.html
          Readiness, liveness  {hub}/readyz  {hub}/livez
          Metrics              {metrics}/actuator/prometheus
          Log of the hub       {log}

        For the commands above, and for those of docs/first-steps.md:

          HUB={hub} PASSWORD={password}
          TOKEN=$(curl -s -X POST $HUB/v1/authenticate -H "Content-Type: application/json" \\
            -d '{"username":"admin","password":"{password}"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
        """
                .replace("{hub}", hub.toString())
                .replace("{metrics}", "http://localhost:" + metricsPort)
                .replace("{process}", process)
                .replace("{log}", log)
                .replace("{password}", password);
    }
}
