package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.StoreRunner;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.domain.backup.BackupId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;

/// A store with one of everything that a release stores: once as it is, and once with people's
/// words sealed.
final class KeptStore {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final List<String> MARKS = List.of("open", "sealed");
    private static final Duration LATER = Duration.ofMinutes(10);

    private static final String MASTER_KEY = "switchboard.master-key=" + TestKeys.text(1);

    private final Path dataDir;

    /// @param dataDir the data directory; with MongoDB only a place for files
    KeptStore(Path dataDir) {
        this.dataDir = dataDir;
    }

    void writeEmbedded() {
        each((mark, sealing) -> embedded(NOW, sealing, hub -> write(hub, mark)));
    }

    /// @return the folder of the backup
    Path backUp() {
        BackupId id = BackupId.of(NOW, "0".repeat(24));
        embedded(NOW, false, hub -> hub.getBean(Backups.class).make(id));
        return dataDir.resolve("backups").resolve(id.value());
    }

    void writeMongo(String uri) {
        each((mark, sealing) -> mongo(uri, NOW, sealing, hub -> write(hub, mark)));
    }

    /// Reads all of an embedded store, whether words are being sealed or not, and goes on with it.
    void readEmbedded() {
        embedded(NOW.plus(LATER), false, KeptStore::read);
        embedded(NOW.plus(LATER), true, KeptStore::read);
        embedded(NOW.plus(LATER), true, KeptStore::goOn);
    }

    void readMongo(String uri) {
        mongo(uri, NOW.plus(LATER), false, KeptStore::read);
        mongo(uri, NOW.plus(LATER), true, KeptStore::read);
        mongo(uri, NOW.plus(LATER), true, KeptStore::goOn);
    }

    private static void each(BiConsumer<String, Boolean> writing) {
        MARKS.forEach(mark -> writing.accept(mark, mark.equals("sealed")));
    }

    private static void write(BeanFactory hub, String mark) {
        rooms(hub, mark).forEach(KeptRoom::write);
    }

    private static void read(BeanFactory hub) {
        MARKS.stream().flatMap(mark -> rooms(hub, mark)).forEach(KeptRoom::read);
    }

    private static void goOn(BeanFactory hub) {
        MARKS.forEach(mark -> new KeptTalk(hub, mark, NOW).goOn());
    }

    private static Stream<KeptRoom> rooms(BeanFactory hub, String mark) {
        return Stream.of(
                new KeptTalk(hub, mark, NOW),
                new KeptDesk(hub, mark, NOW),
                new KeptAccess(hub, mark, NOW),
                new KeptVisitors(hub, mark, NOW));
    }

    private void embedded(Instant when, boolean sealing, Consumer<BeanFactory> story) {
        runner(when)
                .embedded(sealing)
                .withPropertyValues(MASTER_KEY)
                .run(hub -> {
                    assertThat(hub).hasNotFailed();
                    story.accept(hub);
                });
    }

    private void mongo(String uri, Instant when, boolean sealing, Consumer<BeanFactory> story) {
        runner(when).mongo(uri, sealing, story, MASTER_KEY);
    }

    private StoreRunner runner(Instant when) {
        return new StoreRunner(new MutableClock(when), dataDir);
    }
}
