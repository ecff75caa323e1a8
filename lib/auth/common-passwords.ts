/**
 * The passwords that lists of leaked ones put first, in their plain lower-case form and without what people
 * append (see checkPassword). Short ones stand here too, because they come with digits behind them.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passwort motdepasse motdepass contrasena parola admin administrator administrateur root user guest login
  welcome bienvenue bonjour salut coucou hello iloveyou jetaime letmein trustno master dragon monkey shadow sunshine
  soleil princess princesse football baseball basketball superman batman starwars pokemon michael charlie jordan
  jennifer ashley michelle nicolas thomas camille loulou doudou chouchou marseille cheval chocolat azerty azertyuiop
  azertyuiopq qwerty qwertyuiop qwertzuiop qwertz asdfghjkl asdfasdf zxcvbnm qazwsx qazwsxedc qaywsx
  qweasdzxc qweasd poiuytrewq mnbvcxz abc abcd abcdef abcdefg abcdefgh abcdefghij changeme changeit secret
  default temporary test testing demo sample example company internet computer samsung google facebook linkedin
  whatever freedom forever blahblah hunter killer soccer hockey summer winter spring autumn january february
  september october november december ete hiver printemps automne lundi vendredi london paris france england
  liverpool arsenal chelsea barcelona manchester
  passwordpassword password123456 mypassword mypasswordis thisismypassword letmeinplease iloveyousomuch
  1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx 1qaz2wsx3edc zaq12wsx
  zaq1xsw2 a1b2c3d4 a1b2c3d4e5 aa12345678 abc123456 abcd123456 qwerty123456 123456789a 123456789q 123456789z
  0987654321 1029384756 1122334455 112233445566 147258369 1472583690 3141592653 5201314520 9876543210 1234567891
  12345678910 123456789012 1234512345 1223334444 foyer foyerchat livechat`.split(/\s+/),
);
