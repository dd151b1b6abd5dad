package dev.switchboard.adapter.in.web.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakePreferences;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.preference.Preferences.Theme;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class PreferencesTest {

    private static final String OWN = "/v1/console/preferences";
    private static final String ALL =
            "\"locale\":\"pt\",\"theme\":\"dark\",\"density\":\"compact\",\"sounds\":false,"
                    + "\"notifications\":true,\"shortcuts\":false,\"send_with\":\"ctrl_enter\"}";

    private final Hub hub;
    private final FakePreferences preferences;
    private final FakeAudit audit;

    PreferencesTest(Hub hub, FakePreferences preferences, FakeAudit audit) {
        this.hub = hub;
        this.preferences = preferences;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        preferences.reset();
        audit.reset();
    }

    private HttpResponse<String> put(String body, String... headers) {
        return hub.sendWith(hub.token(Role.AGENT), "PUT", OWN, body, headers);
    }

    @Test
    void areNoneBeforeTheFirstChange() {
        assertThat(hub.get(OWN, Role.AGENT).body()).isEqualTo("{\"version\":0}");
    }

    @Test
    void keepWhatWasChosen() {
        var added = put("{" + ALL);
        var read = hub.get(OWN, Role.AGENT);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(added.body()).isEqualTo("{\"version\":1," + ALL);
        assertThat(read.body()).isEqualTo(added.body());
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void changeAtTheVersionThatIsNamed() {
        put("{" + ALL);

        var again = put("{\"theme\":\"light\"}");
        var changed = put("{\"theme\":\"light\"}", "If-Match", "\"1\"");
        var late = put("{\"theme\":\"auto\"}", "If-Match", "\"1\"");

        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("{\"version\":2,\"theme\":\"light\"}");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(put("{}", "If-Match", "*").body()).isEqualTo("{\"version\":3}");
    }

    @Test
    void areTheCallersOwn() {
        Username ada = new Username("ada");
        Preferences hers = new Preferences(ada, 1, null, Theme.DARK, null, null, null, null, null);
        preferences.save(hers);

        assertThat(hub.get(OWN, Role.ADMIN).body()).isEqualTo("{\"version\":0}");
        put("{\"theme\":\"light\"}");
        assertThat(preferences.read(ada)).isEqualTo(hers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'locale':'fr'}      | locale",
                "{'theme':'DARK'}     | theme",
                "{'theme':null}       | theme",
                "{'density':'tight'}  | density",
                "{'sounds':'off'}     | sounds",
                "{'notifications':1}  | notifications",
                "{'shortcuts':'yes'}  | shortcuts",
                "{'send_with':'tab'}  | send_with",
                "{'token':'secret'}   | token"
            })
    void refuseWhatHasNoEffect(String body, String field) {
        var answer = put(body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
}
