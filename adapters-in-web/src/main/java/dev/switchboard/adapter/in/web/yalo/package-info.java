/// What bots of Yalo call, and what platforms tell of their users (contract yalo-salesforce 2).
@NullMarked
package dev.switchboard.adapter.in.web.yalo;

import org.jspecify.annotations.NullMarked;
