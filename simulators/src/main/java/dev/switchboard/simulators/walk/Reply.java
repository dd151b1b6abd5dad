package dev.switchboard.simulators.walk;

import dev.switchboard.simulators.script.SimulatorJson;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/// An answer of the hub.
record Reply(Screen screen, String request, HttpResponse<String> answer) {

    /// @param texts what stands in the body, each
    Reply expect(int status, String... texts) {
        if (answer.statusCode() != status) {
            throw failed("status " + status);
        }
        for (String text : texts) {
            if (!answer.body().contains(text)) {
                throw failed(text);
            }
        }
        return this;
    }

    private StepFailedException failed(String expected) {
        return screen.failed(
                "expected %s, but %s gave %d %s"
                        .formatted(
                                expected,
                                request,
                                answer.statusCode(),
                                Screen.excerpt(answer.body())));
    }

    boolean holds(String text) {
        return answer.body().contains(text);
    }

    long count(String text) {
        return Pattern.compile(text, Pattern.LITERAL).matcher(answer.body()).results().count();
    }

    /// A value of its body; empty if there is none.
    ///
    /// @param pointer as in RFC 6901
    String text(String pointer) {
        return SimulatorJson.parse(answer.body()).at(pointer).asString("");
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
