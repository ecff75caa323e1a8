<?php
/**
 * What is kept in the database, and what may be.
 *
 * @package Foyer_Chat
 */

defined( 'ABSPATH' ) || exit;

/**
 * One option of WordPress holds all of it. What nobody has chosen yet comes from the file the zip was made with.
 */
final class Foyer_Chat_Options {
	const NAME           = 'foyer_chat';
	const LANGUAGES      = array( 'page', 'browser' );
	const PATHS_MAX      = 100;
	const PATH_CHARS_MAX = 300;

	/**
	 * The choices in force.
	 *
	 * @return array{server: string, site_key: string, language: string, hide_for_admins: bool, excluded_paths: string[]}
	 */
	public static function all(): array {
		$installation = require dirname( __DIR__ ) . '/installation.php';
		$defaults     = array(
			'server'          => $installation['server'],
			'site_key'        => $installation['site_key'],
			'language'        => 'page',
			'hide_for_admins' => false,
			'excluded_paths'  => array(),
		);
		$saved        = get_option( self::NAME, array() );
		return array_merge( $defaults, is_array( $saved ) ? array_intersect_key( $saved, $defaults ) : array() );
	}

	/**
	 * Whatever is sent here comes out as choices that hold. Where something is refused, what was in force stays.
	 *
	 * WordPress runs this twice when the option is new, so what it makes is something it would make again.
	 *
	 * @param mixed $sent What the form, or somebody's code, wants to keep.
	 */
	public static function sanitize( $sent ): array {
		$sent    = is_array( $sent ) ? $sent : array();
		$current = self::all();

		$server = self::clean_server( $sent['server'] ?? '' );
		if ( null === $server ) {
			self::refuse( 'server', __( 'The server must be an address that begins with https://. It was not changed.', 'foyer-chat' ) );
			$server = $current['server'];
		}
		$site_key = trim( self::text( $sent['site_key'] ?? '' ) );
		if ( ! preg_match( '/^[A-Za-z0-9_-]{1,64}$/D', $site_key ) ) {
			self::refuse( 'site_key', __( 'The site key consists of letters, digits, _ and - only. It was not changed.', 'foyer-chat' ) );
			$site_key = $current['site_key'];
		}
		$language = self::text( $sent['language'] ?? '' );
		return array(
			'server'          => $server,
			'site_key'        => $site_key,
			'language'        => in_array( $language, self::LANGUAGES, true ) ? $language : $current['language'],
			'hide_for_admins' => ! empty( $sent['hide_for_admins'] ),
			'excluded_paths'  => self::clean_paths( $sent['excluded_paths'] ?? '' ),
		);
	}

	/**
	 * The address of the server without a slash at the end, or null. Without encryption it may be on this machine only:
	 * a page that is encrypted would not load it from anywhere else.
	 *
	 * @param mixed $sent As it was typed.
	 */
	private static function clean_server( $sent ): ?string {
		$server = untrailingslashit( trim( self::text( $sent ) ) );
		if ( ! preg_match( '#^https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$#iD', $server ) ) {
			return null;
		}
		$parts = wp_parse_url( $server );
		$local = in_array( strtolower( $parts['host'] ), array( 'localhost', '127.0.0.1' ), true );
		return 'https' === strtolower( $parts['scheme'] ) || $local ? $server : null;
	}

	/**
	 * Paths, each beginning with a slash. One may be typed as a whole address.
	 *
	 * @param mixed $sent One per line, or a list.
	 * @return string[]
	 */
	private static function clean_paths( $sent ): array {
		$lines = is_array( $sent ) ? $sent : explode( "\n", self::text( $sent ) );
		$paths = array();
		foreach ( $lines as $line ) {
			$line = sanitize_text_field( self::text( $line ) );
			$path = preg_replace( array( '#^https?://[^/]*#i', '/[?\#].*$/' ), '', $line );
			if ( '' === $line || mb_strlen( $path ) > self::PATH_CHARS_MAX ) {
				continue;
			}
			$paths[] = '/' . ltrim( $path, '/' );
		}
		return array_slice( array_values( array_unique( $paths ) ), 0, self::PATHS_MAX );
	}

	/**
	 * A form may send a list where a text is expected.
	 *
	 * @param mixed $value What was sent.
	 */
	private static function text( $value ): string {
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * Shown above the form, which exists only in the administration.
	 *
	 * @param string $field   Which one.
	 * @param string $message Why.
	 */
	private static function refuse( string $field, string $message ): void {
		if ( function_exists( 'add_settings_error' ) ) {
			add_settings_error( self::NAME, $field, $message );
		}
	}
}
