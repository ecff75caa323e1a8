<?php
/**
 * The one script on the website's pages.
 *
 * @package Foyer_Chat
 */

defined( 'ABSPATH' ) || exit;

/**
 * The server of the website asks nothing of anybody: the visitor's browser loads the script.
 */
final class Foyer_Chat_Loader {
	const HANDLE = 'foyer-chat';

	/** Once, by the plugin's main file. */
	public static function register(): void {
		add_action( 'wp_enqueue_scripts', array( self::class, 'enqueue' ) );
		add_filter( 'script_loader_tag', array( self::class, 'name_the_site' ), 10, 2 );
	}

	/** Prints nothing yet: WordPress does so at the end of the page. */
	public static function enqueue(): void {
		$options = Foyer_Chat_Options::all();
		$path    = isset( $_SERVER['REQUEST_URI'] )
			? (string) wp_parse_url( esc_url_raw( wp_unslash( $_SERVER['REQUEST_URI'] ) ), PHP_URL_PATH )
			: '/';
		if ( ! self::is_shown( $options, $path ) ) {
			return;
		}
		// No version: the address of the loader never changes, and its server says how long it may be kept.
		// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		wp_enqueue_script( self::HANDLE, $options['server'] . '/widget/loader.js?site=' . rawurlencode( $options['site_key'] ), array(), null, true );
	}

	/**
	 * Adds what the loader reads from its own element. Done here and not by wp_script_attributes, which
	 * WordPress asks about enqueued scripts only in newer versions.
	 *
	 * @param string $tag    The element WordPress made.
	 * @param string $handle Whose it is.
	 */
	public static function name_the_site( $tag, $handle ): string {
		if ( self::HANDLE !== $handle ) {
			return (string) $tag;
		}
		$options    = Foyer_Chat_Options::all();
		$attributes = sprintf( ' async data-site="%s"', esc_attr( $options['site_key'] ) );
		if ( 'page' === $options['language'] ) {
			$attributes .= sprintf( ' data-locale="%s"', esc_attr( strtok( determine_locale(), '_-' ) ) );
		}
		return (string) preg_replace( '/<script\b/', '<script' . $attributes, (string) $tag, 1 );
	}

	/**
	 * Whether this page shows the chat to whoever asks for it.
	 *
	 * @param array  $options The choices in force.
	 * @param string $path    Of the page's address, as the browser shows it.
	 */
	private static function is_shown( array $options, string $path ): bool {
		if ( '' === $options['server'] || '' === $options['site_key'] ) {
			return false;
		}
		if ( $options['hide_for_admins'] && current_user_can( 'manage_options' ) ) {
			return false;
		}
		foreach ( $options['excluded_paths'] as $excluded ) {
			if ( self::matches( $excluded, $path ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Letters of either case are the same, and so is a slash at the end.
	 *
	 * @param string $excluded A path; * stands for anything.
	 * @param string $path     The page's.
	 */
	private static function matches( string $excluded, string $path ): bool {
		$pattern = str_replace( '\*', '.*', preg_quote( untrailingslashit( $excluded ), '#' ) );
		return 1 === preg_match( '#^' . $pattern . '/?$#isuD', rawurldecode( $path ) );
	}
}
