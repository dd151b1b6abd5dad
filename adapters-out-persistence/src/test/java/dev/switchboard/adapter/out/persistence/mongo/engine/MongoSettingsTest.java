package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoSettings.RefusedUriException;
import dev.switchboard.domain.secret.Secret;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"w=0", "w=1", "w=2", "w=rack", "journal=false", "w=majority&journal=false"})
    void refusesAUriThatAsksForWeakerWrites(String options) {
        assertThatThrownBy(() -> parse("mongodb://u:canary@h/db?" + options))
                .isInstanceOf(RefusedUriException.class)
                .hasMessageContaining("switchboard.mongodb.uri asks for")
                .hasMessageNotContaining("canary");
    }

    @Test
    void stopsTheStartOnSuchAUri() {
        assertThatThrownBy(() -> StartedStore.at("mongodb://127.0.0.1:1/db?w=1"))
                .hasRootCauseInstanceOf(RefusedUriException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:canary@h/db", "mongodb://u:canary@", "canary", ""})
    void refusesWhatIsNoConnectionStringWithoutQuotingIt(String uri) {
        assertThatThrownBy(() -> parse(uri))
                .isInstanceOf(RefusedUriException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?w=majority", "?w=majority&journal=true", "?journal=true"})
    void writesToTheDisksOfAMajority(String options) {
        WriteConcern concern = settings("mongodb://h/db" + options).getWriteConcern();

        assertThat(concern.getWString()).isEqualTo("majority");
        assertThat(concern.getJournal()).isTrue();
        assertThat(concern.getWTimeout(TimeUnit.MILLISECONDS)).isEqualTo(2_000);
    }

    @Test
    void readsWhatAMajorityHasFromThePrimary() {
        MongoClientSettings settings =
                settings("mongodb://h/?readPreference=secondary&readConcernLevel=local");

        assertThat(settings.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
    }

    @Test
    void waitsNoLongerThanTwoSecondsWhateverTheUriSays() {
        MongoClientSettings settings =
                settings(
                        "mongodb://h/?serverSelectionTimeoutMS=30000&connectTimeoutMS=10000"
                                + "&socketTimeoutMS=0&waitQueueTimeoutMS=60000&timeoutMS=9000");

        assertThat(settings.getTimeout(TimeUnit.MILLISECONDS)).isEqualTo(2_000);
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(2_000);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(2_000);
        assertThat(settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(2_000);
        assertThat(settings.getConnectionPoolSettings().getMaxWaitTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2_000);
    }

    @Test
    void usesTheDatabaseOfTheUri() {
        assertThat(parse("mongodb://h/mine").database()).isEqualTo("mine");
        assertThat(parse("mongodb://h").database()).isEqualTo("switchboard");
    }

    private static MongoSettings parse(String uri) {
        return MongoSettings.of(new Secret(uri));
    }

    private static MongoClientSettings settings(String uri) {
        return parse(uri).client().build();
    }
}
