--TEST--
examples/demo3.php answers under opcache, with and without JIT
--EXTENSIONS--
crew
opcache
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../../examples/demo3.php');
$code = str_replace('0.0.0.0:9800', '127.0.0.1:0', $code);
foreach ([['opcache.jit_buffer_size' => 0], ['opcache.jit_buffer_size' => '16M', 'opcache.jit' => 'tracing']] as $ini) {
    $server = crew_start($code, $ini + ['opcache.enable_cli' => 1]);
    $right = 0;
    $client = $server->connect();
    for ($i = 0; $i < 200; $i++) {
        fwrite($client, "$i\n");
        do {
            $line = fgets($client);
        } while ($line !== "\r\n");
        $right += fgets($client) === "$i\n";
    }
    echo "$right answers\n";
    $server->stop();
}
?>
--EXPECT--
200 answers
200 answers
