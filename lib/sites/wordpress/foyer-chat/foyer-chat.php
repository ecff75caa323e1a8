<?php
/**
 * Plugin Name:       Foyer Chat
 * Description:       Shows your Foyer live chat on the pages of this website.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            Foyer
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       foyer-chat
 * Domain Path:       /languages
 *
 * @package Foyer_Chat
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/class-foyer-chat-options.php';
require_once __DIR__ . '/includes/class-foyer-chat-loader.php';

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'foyer-chat', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
	}
);

Foyer_Chat_Loader::register();

if ( is_admin() ) {
	require_once __DIR__ . '/includes/class-foyer-chat-settings-page.php';
	Foyer_Chat_Settings_Page::register( plugin_basename( __FILE__ ) );
}
