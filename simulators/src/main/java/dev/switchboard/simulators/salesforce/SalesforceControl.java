package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.SimulatedAgent.Deed;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.Range;
import dev.switchboard.simulators.script.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Controls the organisation. Its call log is available like that of every simulator, without
/// secrets.
@RestController
final class SalesforceControl {

    private final SimulatedSalesforce salesforce;

    SalesforceControl(SimulatedSalesforce salesforce) {
        this.salesforce = salesforce;
    }

    /// Takes a list of steps `{match:{method,path},times,action}`; `[]` ends the script.
    @PutMapping("/sim/salesforce/script")
    ResponseEntity<byte[]> script(@RequestBody byte[] body) {
        String json = new String(body, StandardCharsets.UTF_8);
        return ControlAnswer.to(() -> Map.of("steps", salesforce.follow(json)));
    }

    /// Takes a list of actions `{conversationId,does,text}` and returns the resulting entries.
    @PostMapping("/sim/salesforce/events")
    ResponseEntity<byte[]> events(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            List<Deed> deeds = List.of(SimulatorJson.read(body, Deed[].class));
            return Map.of(
                    "entries", deeds.stream().flatMap(it -> salesforce.play(it).stream()).toList());
        });
    }

    /// Takes `{lifeSeconds, expire, renewable}`: the life of chat tokens from now on, and whether
    /// existing ones expire now.
    @PutMapping("/sim/salesforce/tokens")
    ResponseEntity<byte[]> tokens(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Tokens tokens = SimulatorJson.read(body, Tokens.class);
            salesforce.faults().tokensLive(Duration.ofSeconds(tokens.lifeSeconds()));
            if (tokens.expire()) {
                salesforce.faults().expireTokens(tokens.renewable());
            }
            return Map.of("lifeSeconds", tokens.lifeSeconds());
        });
    }

    record Tokens(int lifeSeconds, boolean expire, boolean renewable) {
        Tokens {
            Range.check("lifeSeconds", lifeSeconds, 1, 1_000_000);
        }
    }

    /// The transcripts of all conversations, and the numbers of contacts and Cases.
    @GetMapping("/sim/salesforce/state")
    ResponseEntity<byte[]> state() {
        return ControlAnswer.to(() ->
                Map.of(
                        "conversations", salesforce.transcripts(),
                        "contacts", salesforce.records("Contact"),
                        "cases", salesforce.records("Case")));
    }
}
