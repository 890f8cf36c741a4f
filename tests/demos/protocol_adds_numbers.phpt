--TEST--
examples/protocol.php adds numbers and survives nonsense
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../../examples/protocol.php');
$server = crew_start(str_replace('0.0.0.0:9801', '127.0.0.1:0', $code));
echo raw($server->address, "nonsense\n");
$client = $server->connect();
fwrite($client, "{\"add\":[1,2,3]}\n[]\n");
echo fgets($client), fgets($client);
$server->stop();
?>
--EXPECT--
{"sum":6}
{"error":"add what?"}
