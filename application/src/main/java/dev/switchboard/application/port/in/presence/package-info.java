/// Manages organisations and the presence of their users. Every method may throw
/// `StoreUnavailableException` unless it says otherwise; a change is durable when its method
/// returns.
///
/// Methods with a viewer decide here what that viewer may see. Methods without a viewer are for
/// callers who, as an adapter has proven, may administer the organisation.
package dev.switchboard.application.port.in.presence;
