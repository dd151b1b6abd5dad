/// What may be asked of organisations and the presence of their users. Every method may throw
/// `StoreUnavailableException` unless it says otherwise; a change that was answered is durable.
///
/// Who may look at whom is decided here, for whoever passes a viewer. What is passed without one is
/// for callers of whom an adapter has proved that they may administer that organisation.
package dev.switchboard.application.port.in.presence;
