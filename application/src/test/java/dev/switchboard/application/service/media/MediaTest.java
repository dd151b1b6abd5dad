package dev.switchboard.application.service.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchboard.application.fakes.InMemoryMediaFiles;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.media.ServeMedia.Kept;
import dev.switchboard.application.port.in.media.ServeMedia.Opened;
import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of agents, and of users of a platform that stores each of their messages as a file.
class MediaTest {

    private static final Pattern LINK =
            Pattern.compile("https://hub.example/v1/media/(.*)\\?exp=(\\d+)&sig=(.*)");

    private final MutableClock clock = new MutableClock();
    private final StorePorts store = new InMemoryStore(new Outage(), clock).ports();
    private final InMemoryMediaFiles files = new InMemoryMediaFiles();
    private final MediaLinks links =
            new MediaLinks(
                    files, new Signatures(), () -> URI.create("https://hub.example"), true, clock);
    private UserFiles.Fetched fetched =
            new UserFiles.Fetched.Here("image/png", ByteBuffer.wrap("theirs".getBytes(UTF_8)));
    private Runnable meanwhile = () -> {};
    private boolean shortOfRoom;
    private final Media media =
            new Media(
                    files,
                    links,
                    store.history(),
                    Map.of("plat", new Theirs()),
                    new SequentialIds(),
                    clock,
                    () -> shortOfRoom);

    private static final class Signatures implements MediaSignatures {

        @Override
        public String sign(MediaId id, Instant until) {
            return id + "~" + until.getEpochSecond();
        }

        @Override
        public boolean isOurs(MediaId id, Instant until, String signature) {
            return sign(id, until).equals(signature);
        }
    }

    private final class Theirs implements UserFiles {

        @Override
        public Optional<Described> in(Message message) {
            return Optional.of(new Described("image", "image.png", "image/png", ""));
        }

        @Override
        public Fetched fetch(Message message) {
            meanwhile.run();
            return fetched;
        }

        @Override
        public int most() {
            return 10;
        }
    }

    private MediaFile keep(String name, String type, String bytes) {
        Kept kept = media.keep(TenantId.DEFAULT, name, type, bytes.getBytes(UTF_8));
        assertThat(kept).isInstanceOf(Kept.Done.class);
        return ((Kept.Done) kept).file();
    }

    private MediaId said(Party by, String conversation) {
        return said(by, conversation, "0123456789abcdef");
    }

    private MediaId said(Party by, String conversation, String half) {
        MessageId id = new MessageId("msg_" + half.repeat(2));
        store.journal()
                .append(
                        new Entry(
                                id,
                                new ConversationId(conversation),
                                new Author(by, "x"),
                                new Content("{}"),
                                null,
                                List.of(),
                                clock.instant()));
        return MediaId.of(id);
    }

    private Opened follow(String link) {
        Matcher read = LINK.matcher(link);
        assertThat(read.matches()).isTrue();
        return media.open(new MediaId(read.group(1)), Long.parseLong(read.group(2)), read.group(3));
    }

    private static String text(Opened opened) {
        return switch (opened) {
            case Opened.Here here -> UTF_8.decode(here.bytes().duplicate()).toString();
            case Opened other -> throw new AssertionError(other);
        };
    }

    @Test
    void refusesNewFilesWithoutRoomAndShowsThoseItHas() {
        MediaId kept = keep("a.png", "image/png", "here").id();
        shortOfRoom = true;

        assertThatThrownBy(() ->
                        media.keep(TenantId.DEFAULT, "b.png", "image/png", "more".getBytes(UTF_8)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(media.open(kept, TenantId.DEFAULT)).isInstanceOf(Opened.Here.class);
    }

    @Test
    void givesAnAgentsFileToAgentsAndToWhoeverHasALinkForADay() {
        MediaFile file = keep("a.png", "image/png; x=y", "bytes");
        String link = links.link(file.id());

        assertThat(file.mimeType()).isEqualTo("image/png");
        assertThat(text(media.open(file.id(), TenantId.DEFAULT))).isEqualTo("bytes");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(text(follow(link))).isEqualTo("bytes");
        clock.advance(Duration.ofSeconds(1));
        assertThat(follow(link)).isEqualTo(new Opened.Forbidden());
    }

    @Test
    void refusesALinkThatWasChanged() {
        MediaId one = keep("a.png", "image/png", "1").id();
        MediaId two = keep("b.png", "image/png", "2").id();
        String link = links.link(one);

        assertThat(follow(link.replace(one.value() + "?", two.value() + "?")))
                .isEqualTo(new Opened.Forbidden());
        assertThat(follow(link.replaceAll("exp=\\d+", "exp=9999999999")))
                .isEqualTo(new Opened.Forbidden());
        assertThat(media.open(one, Long.MAX_VALUE, "x")).isEqualTo(new Opened.Forbidden());
    }

    @Test
    void keepsNothingEmptyTooLargeOrThatBrowsersRun() {
        assertThat(media.keep(TenantId.DEFAULT, "a", "image/png", new byte[0]))
                .isEqualTo(new Kept.Empty());
        assertThat(media.keep(TenantId.DEFAULT, "a", "image/png", new byte[11]))
                .isEqualTo(new Kept.TooLarge());
        assertThat(media.keep(TenantId.DEFAULT, "a", "image/svg+xml", new byte[1]))
                .isEqualTo(new Kept.Active());
        assertThat(media.keep(TenantId.DEFAULT, "a", "image/png", "<svg>".getBytes(UTF_8)))
                .isEqualTo(new Kept.Active());
    }

    @Test
    void namesWhatHasNoName() {
        assertThat(keep("", "image/png", "1").name()).isEqualTo("image.png");
        assertThat(keep("../..", "", "1"))
                .satisfies(file -> {
                    assertThat(file.name()).isEqualTo("file");
                    assertThat(file.mimeType()).isEqualTo("application/octet-stream");
                });
    }

    @Test
    void getsAUsersFileFromItsPlatformForALinkOnly() {
        MediaId sent = said(Party.USER, "plat:1");

        assertThat(text(follow(links.link(sent)))).isEqualTo("theirs");
        assertThat(media.open(sent, null)).isEqualTo(new Opened.NotFound());
        fetched = new UserFiles.Fetched.Away();
        assertThat(follow(links.link(sent))).isEqualTo(new Opened.Away());
        fetched = new UserFiles.Fetched.Refused(UserFiles.TOO_LARGE);
        assertThat(follow(links.link(sent))).isEqualTo(new Opened.TooLarge());
    }

    @ParameterizedTest
    @CsvSource({
        "audio/ogg; codecs=opus, audio/ogg",
        "IMAGE/PNG, image/png",
        "jpg, application/octet-stream",
        "'', application/octet-stream",
    })
    void hasAUsersFileWithATypeThatClientsAccept(String theirs, String shown) {
        fetched = new UserFiles.Fetched.Here(theirs, ByteBuffer.allocate(1));

        assertThat(follow(links.link(said(Party.USER, "plat:1"))))
                .asInstanceOf(type(Opened.Here.class))
                .extracting(Opened.Here::mimeType)
                .isEqualTo(shown);
    }

    @Test
    void hasNothingOfMessagesThatBringNoFile() {
        assertThat(follow(links.link(said(Party.AGENT, "plat:1"))))
                .isEqualTo(new Opened.NotFound());
        assertThat(follow(links.link(MediaId.of(new MessageId("msg_" + "f".repeat(32))))))
                .isEqualTo(new Opened.NotFound());
    }

    @Test
    void hasNothingOfSystemsWithoutFiles() {
        assertThat(follow(links.link(said(Party.USER, "other:1"))))
                .isEqualTo(new Opened.NotFound());
    }

    @Test
    void leavesRoomBesideALinkThatIsSlow() {
        String slow = links.link(said(Party.USER, "plat:1"));
        String other = links.link(said(Party.USER, "plat:2", "fedcba9876543210"));
        List<Opened> opened = new ArrayList<>();
        meanwhile =
                () -> {
                    // runs once for each fetch of the link that is in progress
                    meanwhile =
                            () -> {
                                meanwhile = () -> {};
                                opened.add(follow(slow));
                                opened.add(follow(other));
                            };
                    opened.add(follow(slow));
                };

        opened.add(follow(slow));

        assertThat(opened)
                .extracting(it -> it.getClass().getSimpleName())
                .containsExactly("Away", "Here", "Here", "Here");
        assertThat(follow(slow)).isInstanceOf(Opened.Here.class);
    }
}
