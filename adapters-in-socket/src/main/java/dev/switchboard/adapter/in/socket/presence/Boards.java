package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.OrgId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The boards of the organisations with connected viewers. No other organisation is followed.
public final class Boards {

    private final WatchPresence presence;
    private final Board.Tools tools;
    private final Map<OrgId, Followed> followed = new ConcurrentHashMap<>();

    public Boards(WatchPresence presence, Board.Tools tools) {
        this.presence = presence;
        this.tools = tools;
    }

    /// @param guests the number of connections that use the board
    private record Followed(Board board, Runnable end, int guests) {}

    /// [#leave] returns the board.
    public Board enter(OrgId org) {
        return followed.compute(org, (_, found) -> found == null ? follow(org) : with(found, 1))
                .board();
    }

    private Followed follow(OrgId org) {
        Board board = new Board(org, tools);
        return new Followed(board, presence.follow(org, board), 1);
    }

    public void leave(OrgId org) {
        followed.computeIfPresent(
                org,
                (_, found) -> {
                    if (found.guests() > 1) {
                        return with(found, -1);
                    }
                    found.end().run();
                    return null;
                });
    }

    private static Followed with(Followed found, int more) {
        return new Followed(found.board(), found.end(), found.guests() + more);
    }
}
