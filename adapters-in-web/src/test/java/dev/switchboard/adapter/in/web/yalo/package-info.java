@NullMarked
package dev.switchboard.adapter.in.web.yalo;

import org.jspecify.annotations.NullMarked;
