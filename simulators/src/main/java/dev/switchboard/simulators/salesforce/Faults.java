package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.SimulatedAgent.Deed;
import java.time.Duration;

/// Faults between Salesforce and a hub.
public final class Faults {

    private final Rooms rooms;
    private final SalesforceController controller;

    Faults(Rooms rooms, SalesforceController controller) {
        this.rooms = rooms;
        this.controller = controller;
    }

    /// The number of open streams.
    public int streams() {
        return rooms.streams().size();
    }

    /// Closes all streams.
    public void cut() {
        rooms.streams().forEach(EventStream::close);
    }

    /// Forgets all conversations.
    public void forgetConversations() {
        rooms.all().forEach(rooms::remove);
    }

    /// New streams replay no earlier events.
    public void forgetEvents() {
        rooms.forgetEvents();
    }

    /// Agents write to the same users in another conversation, on the same streams.
    public void replyElsewhere(String text) {
        rooms.elsewhere()
                .forEach(room -> SimulatedAgent.play(new Deed(null, "reply", text, null), room));
    }

    /// An agent writes in a conversation that its user just closed.
    public void replyLate(String conversationId, String text) {
        Deed deed = new Deed(conversationId, "reply", text, null);
        rooms.removed().stream()
                .filter(room -> room.id().equals(conversationId))
                .forEach(room -> SimulatedAgent.play(deed, room));
    }

    /// The next entry has a time this much in the past.
    public void nextIsLate(Duration by) {
        rooms.all().forEach(room -> room.nextIsLate(by));
    }

    /// Pages of entries are newest first from now on.
    public void reversePages() {
        controller.reversePages();
    }

    /// @param life of tokens issued from now on
    public void tokensLive(Duration life) {
        rooms.tokensLive(life);
    }

    /// Invalidates all chat tokens.
    ///
    /// @param renewable whether users get another one for them
    public void expireTokens(boolean renewable) {
        rooms.expireTokens(renewable);
    }

    /// Invalidates all tokens for the records.
    public void expireOrgTokens() {
        controller.expireOrgTokens();
    }
}
