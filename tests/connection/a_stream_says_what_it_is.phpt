--TEST--
stream_get_meta_data() of a connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['tcp://127.0.0.1:0', 'unix://socket'] as $address) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('$address');
        \$worker->workerNum = 1;
        \$worker->onMessage = function (\$conn) {
            foreach (stream_get_meta_data(\$conn) as \$key => \$value) {
                echo "\$key: ", json_encode(\$value), "\\n";
            }
            fclose(\$conn);
        };
        \$worker->start();
        PHP);
    raw($server->address[0] === 's' ? "$server->folder/socket" : $server->address, "go\n");
    echo $server->stdout();
    $server->stop();
}
?>
--EXPECT--
timed_out: false
blocked: false
eof: false
stream_type: "tcp_socket\/crew"
mode: "r+"
unread_bytes: 0
seekable: false
timed_out: false
blocked: false
eof: false
stream_type: "unix_socket\/crew"
mode: "r+"
unread_bytes: 0
seekable: false
