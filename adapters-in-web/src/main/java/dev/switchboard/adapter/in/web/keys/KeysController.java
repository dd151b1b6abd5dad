package dev.switchboard.adapter.in.web.keys;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.keys.RewrapSecrets;
import dev.switchboard.application.port.in.keys.RewrapSecrets.State;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The master key, for admins who change it.
@RestController
@Tag(name = "Keys")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class KeysController {

    private final RewrapSecrets secrets;
    private final KeepAudit audit;

    KeysController(RewrapSecrets secrets, KeepAudit audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    /// How many secrets are under older master keys.
    ///
    /// With 0 left after a rewrap, the older keys may go from the settings.
    ///
    /// @return how far it is
    @GetMapping("/v1/keys")
    View getMasterKey() {
        return View.of(secrets.look());
    }

    /// Bring all stored secrets under the first master key.
    ///
    /// Does what is left and may be asked for again. What a crash breaks off goes on at the next
    /// start. Secrets that no key opens stay, and are counted as left.
    ///
    /// @return how far it is now
    @PostMapping("/v1/keys/rewrap")
    View rewrapKeys(Principal caller) {
        State state = secrets.rewrap();
        audit.record(
                caller.getName(),
                "keys.rewrap",
                state.key(),
                "%d rewrapped, %d left".formatted(state.rewrapped(), state.left()));
        return View.of(state);
    }

    /// @param key names the first master key, and tells nothing of it
    /// @param rewrapped how many secrets were brought under it by this request
    /// @param left how many are under older keys
    @Schema(name = "MasterKey")
    record View(String key, int rewrapped, int left) {

        static View of(State state) {
            return new View(state.key(), state.rewrapped(), state.left());
        }
    }
}
