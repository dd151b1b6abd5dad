package dev.switchboard.application.port.out.cluster;

import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.util.List;

/// The hubs that use this store, each with a number that it raises while it lives.
///
/// The store compares no times: a hub that watches another one measures with its own clock for how
/// long that number stands still. A hub is dead once [#declareDead] said so, and stays dead.
///
/// Each change is durable when its method returns, and every later call sees it. All methods throw
/// [StoreUnavailableException] if the store gives no clear answer within 2 s; a change then has
/// taken effect, or does later, or never.
public interface HubRegistry {

    /// The beat of a hub that was only just registered.
    long FIRST_BEAT = 1;

    /// Adds a hub, whose id is new, with its first beat.
    void register(Hub hub);

    /// Raises the number of a hub, and shows its bulletin to the others.
    ///
    /// @return false if the hub was declared dead, or is not registered
    boolean beat(HubId hub, TargetBulletin bulletin);

    /// Returns the registered hubs, the dead ones among them. May be a little old where the store's
    /// servers are changing roles; the other methods never act on old data.
    List<Sighting> hubs();

    /// Declares a hub dead, unless it has beaten since.
    ///
    /// @param beat its number as seen; 0 for a hub that is not registered, which then cannot be any
    ///   more
    /// @return whether it is dead now
    boolean declareDead(HubId hub, long beat);

    /// Shows that a hub is about to end, and forgets its [socket][Hub#socket], which it closes
    /// soon. Does nothing if the hub is not registered.
    void leave(HubId hub);

    /// Removes a hub, dead or not. Does nothing if it is not registered.
    void remove(HubId hub);

    /// @param hub only its id is known of a hub that was declared dead without being registered
    /// @param beat its number; 0 if it was never registered
    /// @param leaving whether it is about to end, and gets nothing more
    /// @param bulletin of its last beat
    record Sighting(Hub hub, long beat, boolean dead, boolean leaving, TargetBulletin bulletin) {}
}
