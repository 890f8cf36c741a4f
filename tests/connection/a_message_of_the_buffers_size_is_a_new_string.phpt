--TEST--
A message that fills the read buffer has nothing of the one that filled it before: not its hash, not that it was valid UTF-8
--EXTENSIONS--
crew
pcre
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('unix://' . __DIR__ . '/sock');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        static $rounds = 0;
        if (strlen($message) < 100) {
            fwrite($conn, "waiting\n");
            fflush($conn);
            while ($message === 'wait' && !file_exists(__DIR__ . "/go_on$rounds")) {
                usleep(1000);
            }
            return;
        }
        $rounds++;
        $table = [$message => 1];
        $same = substr($message, 0, -1) . substr($message, -1);
        fwrite($conn, strlen($message) . ' bytes, ' . (isset($table[$same]) ? 'found' : 'lost') .
            (@preg_match('/^./u', $message) ? ' text' : ' no text') . "\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['a', "\xff", 'b'] as $i => $letter) {
    fwrite($client, 'wait');
    fgets($client);
    fwrite($client, str_repeat($letter, 64 * 1024 + 4096)); // as large as the buffer is
    touch("$server->folder/go_on$i");
    echo fgets($client);
    fwrite($client, '.'); // the next read has the other buffer
    fgets($client);
}
$server->stop();
?>
--EXPECT--
69632 bytes, found text
69632 bytes, found no text
69632 bytes, found text
