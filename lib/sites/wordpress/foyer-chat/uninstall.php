<?php
/**
 * Nothing is left behind, on no website of a network.
 *
 * @package Foyer_Chat
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-foyer-chat-options.php';

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $foyer_chat_site ) {
		switch_to_blog( $foyer_chat_site );
		delete_option( Foyer_Chat_Options::NAME );
		restore_current_blog();
	}
} else {
	delete_option( Foyer_Chat_Options::NAME );
}
