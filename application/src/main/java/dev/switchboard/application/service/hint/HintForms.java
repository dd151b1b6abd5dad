package dev.switchboard.application.service.hint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.service.peer.PortValues;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValues;
import java.util.Optional;

/// The form of hints on the line: JSON, sealed.
final class HintForms {

    private final PortValues values = new PortValues();
    private final HintSeal seal;

    HintForms(HintSeal seal) {
        this.seal = seal;
    }

    byte[] write(Hint hint) {
        return seal.close(JsonValues.write(values.write(hint, Hint.class)).getBytes(UTF_8));
    }

    /// Empty if no hub of this store made it.
    ///
    /// @throws RuntimeException if a hub of another release made it, which this one does not
    ///   understand
    Optional<Hint> read(byte[] sealed) {
        return seal.open(sealed)
                .map(json -> values.read(JsonReader.read(new String(json, UTF_8)), Hint.class))
                .map(Hint.class::cast);
    }
}
