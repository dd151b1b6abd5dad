package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.SimulatedAgent.Deed;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Plays an agent in Salesforce, for visitors of the demo's page.
@RestController
final class AgentController {

    private static final Set<String> DEEDS =
            Set.of("join", "reply", "typing", "stopTyping", "transfer", "end");

    private final SimulatedSalesforce salesforce;

    AgentController(SimulatedSalesforce salesforce) {
        this.salesforce = salesforce;
    }

    /// The transcripts of open conversations.
    @PostMapping("/demo/salesforce/chats")
    ResponseEntity<byte[]> chats() {
        return ControlAnswer.to(() -> {
            var open = salesforce.transcripts();
            open.keySet().removeIf(salesforce::isEnded);
            return Map.of("chats", open);
        });
    }

    /// Takes one [Deed] in one conversation.
    @PostMapping("/demo/salesforce/deeds")
    ResponseEntity<byte[]> act(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Deed deed = SimulatorJson.read(body, Deed.class);
            if (deed.conversationId() == null || !DEEDS.contains(deed.does())) {
                throw new BadScriptException("No agent here does that");
            }
            return Map.of("entries", salesforce.play(deed));
        });
    }
}
