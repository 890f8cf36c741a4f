--TEST--
A unix socket that somebody listens on is refused, and so is a file
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$folder = crew_folder();
$other = stream_socket_server("unix://$folder/socket");
touch("$folder/file");
foreach (['socket', 'file'] as $name) {
    try {
        (new Worker("unix://$folder/$name"))->start();
    } catch (Crew\BindException $e) {
        echo str_replace($folder, '', $e->getMessage()), "\n";
    }
    clearstatcache();
    echo filetype("$folder/$name"), "\n";
}
?>
--EXPECT--
/socket is in use by another process
socket
/file is in use by another process
file
