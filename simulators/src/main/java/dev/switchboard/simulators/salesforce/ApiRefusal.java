package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.SimulatorJson;

/// An error of a request, in Salesforce's form.
final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ApiRefusal(int status, String code) {
        super(code);
        this.status = status;
        this.code = code;
    }

    static ScriptedReply reply(int status, String code) {
        String body =
                SimulatorJson.MAPPER
                        .createArrayNode()
                        .add(
                                SimulatorJson.MAPPER
                                        .createObjectNode()
                                        .put("message", "Simulated: " + code)
                                        .put("errorCode", code))
                        .toString();
        return ScriptedReply.json(status, body);
    }

    ScriptedReply reply() {
        return reply(status, code);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
