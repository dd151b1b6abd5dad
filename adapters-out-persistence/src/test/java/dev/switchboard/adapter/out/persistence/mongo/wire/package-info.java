/// A proxy that speaks MongoDB's wire protocol and fails on demand, between a driver and a server.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.wire;

import org.jspecify.annotations.NullMarked;
