/// A stand-in for Salesforce: contacts, Cases and files by REST, and Enhanced Chat with agents who
/// do as they are told.
@NullMarked
package dev.switchboard.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
