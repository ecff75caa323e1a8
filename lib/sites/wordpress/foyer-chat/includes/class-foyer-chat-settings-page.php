<?php
/**
 * Settings > Foyer Chat.
 *
 * @package Foyer_Chat
 */

defined( 'ABSPATH' ) || exit;

/**
 * Built with WordPress's Settings API, which checks the nonce and the right to manage options before anything is kept.
 */
final class Foyer_Chat_Settings_Page {
	const SLUG = 'foyer-chat';

	/**
	 * Once, by the plugin's main file.
	 *
	 * @param string $plugin Its name among the plugins.
	 */
	public static function register( string $plugin ): void {
		add_action( 'admin_init', array( self::class, 'add_fields' ) );
		add_action( 'admin_menu', array( self::class, 'add_page' ) );
		add_filter( 'plugin_action_links_' . $plugin, array( self::class, 'add_link' ) );
	}

	/** The way from the list of plugins to the settings. */
	public static function add_link( array $links ): array {
		$url = admin_url( 'options-general.php?page=' . self::SLUG );
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html__( 'Settings', 'foyer-chat' ) ) );
		return $links;
	}

	/** Only those who manage options find it. */
	public static function add_page(): void {
		add_options_page( 'Foyer Chat', 'Foyer Chat', 'manage_options', self::SLUG, array( self::class, 'show' ) );
	}

	/** Tells WordPress what is kept, how it is cleaned, and which fields there are. */
	public static function add_fields(): void {
		register_setting(
			self::SLUG,
			Foyer_Chat_Options::NAME,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( Foyer_Chat_Options::class, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
		$sections = array(
			'which' => __( 'Which chat', 'foyer-chat' ),
			'where' => __( 'Where it is shown', 'foyer-chat' ),
		);
		foreach ( $sections as $section => $title ) {
			add_settings_section( $section, $title, '__return_null', self::SLUG );
		}
		$fields = array(
			'server'          => array( 'which', __( 'Server', 'foyer-chat' ) ),
			'site_key'        => array( 'which', __( 'Site key', 'foyer-chat' ) ),
			'language'        => array( 'which', __( 'Language', 'foyer-chat' ) ),
			'hide_for_admins' => array( 'where', __( 'Administrators', 'foyer-chat' ) ),
			'excluded_paths'  => array( 'where', __( 'Not on these pages', 'foyer-chat' ) ),
		);
		foreach ( $fields as $field => list( $section, $label ) ) {
			$arguments = 'hide_for_admins' === $field ? array() : array( 'label_for' => 'foyer-chat-' . $field );
			add_settings_field( $field, $label, array( self::class, 'show_' . $field ), self::SLUG, $section, $arguments );
		}
	}

	/** The page itself. */
	public static function show(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		?>
		<div class="wrap">
			<h1>Foyer Chat</h1>
			<p><?php esc_html_e( 'The chat is shown on the pages of this website as soon as the plugin is active. How it looks and who answers is chosen in Foyer.', 'foyer-chat' ); ?></p>
			<form action="<?php echo esc_url( admin_url( 'options.php' ) ); ?>" method="post">
				<?php
				settings_fields( self::SLUG );
				do_settings_sections( self::SLUG );
				submit_button();
				?>
			</form>
		</div>
		<?php
	}

	/** The address of the server. */
	public static function show_server(): void {
		self::show_text( 'server', 'url', __( 'The address of your Foyer server, for example https://chat.example.com.', 'foyer-chat' ) );
	}

	/** The key of the site. */
	public static function show_site_key(): void {
		self::show_text( 'site_key', 'text', __( 'Stands in the snippet on the installation page of your site in Foyer: data-site="…".', 'foyer-chat' ) );
	}

	/** Whose language the chat speaks. */
	public static function show_language(): void {
		$labels = array(
			'page'    => __( 'That of the page', 'foyer-chat' ),
			'browser' => __( 'That of the visitor’s browser', 'foyer-chat' ),
		);
		printf( '<select id="foyer-chat-language" name="%s[language]">', esc_attr( Foyer_Chat_Options::NAME ) );
		foreach ( $labels as $language => $label ) {
			printf(
				'<option value="%s"%s>%s</option>',
				esc_attr( $language ),
				selected( Foyer_Chat_Options::all()['language'], $language, false ),
				esc_html( $label )
			);
		}
		echo '</select>';
	}

	/** Whether those who look after the website are spared. */
	public static function show_hide_for_admins(): void {
		printf(
			'<label><input type="checkbox" name="%s[hide_for_admins]" value="1"%s> %s</label>',
			esc_attr( Foyer_Chat_Options::NAME ),
			checked( Foyer_Chat_Options::all()['hide_for_admins'], true, false ),
			esc_html__( 'Do not show the chat to signed-in administrators', 'foyer-chat' )
		);
	}

	/** The pages without a chat. */
	public static function show_excluded_paths(): void {
		printf(
			'<textarea id="foyer-chat-excluded_paths" name="%s[excluded_paths]" rows="5" class="large-text code" aria-describedby="foyer-chat-excluded_paths-hint">%s</textarea><p class="description" id="foyer-chat-excluded_paths-hint">%s</p>',
			esc_attr( Foyer_Chat_Options::NAME ),
			esc_textarea( implode( "\n", Foyer_Chat_Options::all()['excluded_paths'] ) ),
			esc_html__( 'One path per line; * stands for anything. For example /checkout or /members/*. Leave it empty to show the chat everywhere.', 'foyer-chat' )
		);
	}

	/**
	 * A field of one line with its hint.
	 *
	 * @param string $field Its name among the options.
	 * @param string $type  Of the input element.
	 * @param string $hint  What belongs there.
	 */
	private static function show_text( string $field, string $type, string $hint ): void {
		printf(
			'<input id="foyer-chat-%1$s" name="%2$s[%1$s]" type="%3$s" value="%4$s" class="regular-text code" required spellcheck="false" aria-describedby="foyer-chat-%1$s-hint"><p class="description" id="foyer-chat-%1$s-hint">%5$s</p>',
			esc_attr( $field ),
			esc_attr( Foyer_Chat_Options::NAME ),
			esc_attr( $type ),
			esc_attr( Foyer_Chat_Options::all()[ $field ] ),
			esc_html( $hint )
		);
	}
}
