--TEST--
A callback whose first parameter is typed Crew\Connection gets the object, however it is written
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$kinds = [
    'fn (Crew\Connection $conn, $message) => $conn->send(get_debug_type($conn) . "\n")',
    'fn (?Crew\Connection $conn, $message) => $conn->send(get_debug_type($conn) . "\n")',
    'fn (string|Crew\Connection $conn, $message) => $conn->send(get_debug_type($conn) . "\n")',
    'fn (crew\CONNECTION $conn, $message) => $conn->send(get_debug_type($conn) . "\n")',
    'fn (Alias $conn, $message) => $conn->send(get_debug_type($conn) . "\n")',
    '[new Handler, "method"]',
    '"Handler::fixed"',
    'new Handler',
    '"plain"',
    'plain(...)',
    'fn ($conn, $message) => fwrite($conn, get_debug_type($conn) . "\n")',
    'fn (mixed $conn, $message) => fwrite($conn, get_debug_type($conn) . "\n")',
    'fn (...$all) => fwrite($all[0], get_debug_type($all[0]) . "\n")',
];
foreach ($kinds as $code) {
    $server = crew_start(<<<PHP
        use Crew\Connection as Alias;

        class Handler
        {
            public function method(Alias \$conn, \$message) { \$conn->send(get_debug_type(\$conn) . "\\n"); }
            public static function fixed(Alias \$conn, \$message) { \$conn->send(get_debug_type(\$conn) . "\\n"); }
            public function __invoke(Alias \$conn, \$message) { \$conn->send(get_debug_type(\$conn) . "\\n"); }
        }
        function plain(Alias \$conn, \$message) { \$conn->send(get_debug_type(\$conn) . "\\n"); }

        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->onMessage = $code;
        \$worker->start();
        PHP);
    $client = $server->connect();
    fwrite($client, "go\n");
    echo str_pad(rtrim(fgets($client)), 18), explode(' =>', $code)[0], "\n";
    $server->stop();
}
?>
--EXPECT--
Crew\Connection   fn (Crew\Connection $conn, $message)
Crew\Connection   fn (?Crew\Connection $conn, $message)
Crew\Connection   fn (string|Crew\Connection $conn, $message)
Crew\Connection   fn (crew\CONNECTION $conn, $message)
Crew\Connection   fn (Alias $conn, $message)
Crew\Connection   [new Handler, "method"]
Crew\Connection   "Handler::fixed"
Crew\Connection   new Handler
Crew\Connection   "plain"
Crew\Connection   plain(...)
resource (stream) fn ($conn, $message)
resource (stream) fn (mixed $conn, $message)
resource (stream) fn (...$all)
