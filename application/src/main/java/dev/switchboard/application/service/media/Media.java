package dev.switchboard.application.service.media;

import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.port.out.upstream.UserFiles.Described;
import dev.switchboard.application.port.out.upstream.UserFiles.Fetched;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.FileKind;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Stores agents' files, and fetches users' files from their platform.
final class Media implements ServeMedia {

    /// A file is in memory several times while it is served.
    private static final int AT_ONCE = 4;

    /// The limit per message's file, so that many requests for a slow one leave room for others.
    private static final int OF_ONE_AT_ONCE = 2;

    private final MediaFiles files;
    private final MediaLinks links;
    private final History history;
    private final Map<String, UserFiles> ofUsers;
    private final int most;
    private final Ids ids;
    private final Clock clock;
    private final BooleanSupplier shortOfRoom;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ConcurrentMap<MessageId, Integer> underWay = new ConcurrentHashMap<>();

    /// @param ofUsers the users' files by the origin of their conversations
    /// @param shortOfRoom whether the store has too little space for new files
    Media(
            MediaFiles files,
            MediaLinks links,
            History history,
            Map<String, UserFiles> ofUsers,
            Ids ids,
            Clock clock,
            BooleanSupplier shortOfRoom) {
        this.files = files;
        this.links = links;
        this.history = history;
        this.ofUsers = Map.copyOf(ofUsers);
        this.most = ofUsers.values().stream().mapToInt(UserFiles::most).max().orElse(0);
        this.ids = ids;
        this.clock = clock;
        this.shortOfRoom = shortOfRoom;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Kept keep(TenantId tenant, String name, String mimeType, byte[] bytes) {
        if (bytes.length == 0) {
            return new Kept.Empty();
        }
        if (bytes.length > most) {
            return new Kept.TooLarge();
        }
        if (FileKind.isActive(mimeType) || FileKind.looksActive(bytes)) {
            return new Kept.Active();
        }
        if (shortOfRoom.getAsBoolean()) {
            throw new StoreUnavailableException("There is too little room for new files");
        }
        String type = FileKind.plain(mimeType);
        MediaFile file =
                new MediaFile(
                        MediaId.of(UUID.fromString(ids.uuid())),
                        FileKind.name(name, type.replaceAll("/.*$", ""), type),
                        type.isEmpty() ? FileKind.UNKNOWN : type,
                        bytes.length,
                        clock.instant(),
                        tenant);
        files.keep(file, bytes);
        return new Kept.Done(file);
    }

    @Override
    public Opened open(MediaId id, @Nullable TenantId tenant) {
        return id.message().isPresent()
                ? new Opened.NotFound()
                : files.find(id)
                        .filter(file -> tenant == null || file.tenant().equals(tenant))
                        .flatMap(file ->
                                files.bytes(id)
                                        .<Opened>map(bytes ->
                                                new Opened.Here(
                                                        file.name(),
                                                        file.mimeType(),
                                                        ByteBuffer.wrap(bytes))))
                        .orElseGet(Opened.NotFound::new);
    }

    @Override
    public boolean isGood(MediaId id, long expires, String signature) {
        return links.isGood(id, expires, signature);
    }

    @Override
    public Opened open(MediaId id, long expires, String signature) {
        if (!isGood(id, expires, signature)) {
            return new Opened.Forbidden();
        }
        return id.message().map(this::ofUser).orElseGet(() -> open(id, null));
    }

    private Opened ofUser(MessageId id) {
        Message message = history.find(id).map(Recorded::message).orElse(null);
        UserFiles theirs =
                message == null || message.author().party() == Party.AGENT
                        ? null
                        : ofUsers.get(message.conversation().origin());
        if (message == null || theirs == null) {
            return new Opened.NotFound();
        }
        return theirs.in(message)
                .map(file -> fetched(theirs, message, file))
                .orElseGet(Opened.NotFound::new);
    }

    private Opened fetched(UserFiles theirs, Message message, Described file) {
        if (!begins(message.id())) {
            return new Opened.Away();
        }
        try {
            return switch (theirs.fetch(message)) {
                case Fetched.Here(var mimeType, var bytes) ->
                        new Opened.Here(file.name(), typeOf(mimeType), bytes);
                case Fetched.Away _ -> new Opened.Away();
                case Fetched.Refused(var why) ->
                        why.equals(UserFiles.TOO_LARGE)
                                ? new Opened.TooLarge()
                                : new Opened.NotFound();
            };
        } finally {
            ends(message.id());
            room.release();
        }
    }

    /// Returns the type without parameters. Platforms have types that no client accepts.
    private static String typeOf(String mimeType) {
        String plain = FileKind.plain(mimeType);
        return MediaFile.isType(plain) ? plain : FileKind.UNKNOWN;
    }

    private boolean begins(MessageId message) {
        if (!room.tryAcquire()) {
            return false;
        }
        if (underWay.merge(message, 1, Integer::sum) > OF_ONE_AT_ONCE) {
            ends(message);
            room.release();
            return false;
        }
        return true;
    }

    private void ends(MessageId message) {
        underWay.computeIfPresent(message, (_, fetches) -> fetches == 1 ? null : fetches - 1);
    }
}
