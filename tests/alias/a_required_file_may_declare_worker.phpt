--TEST--
A Worker out of another file is the one that is used
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$folder = crew_folder();
file_put_contents("$folder/Worker.php", '<?php class Worker { public $mine = "mine"; }');
require "$folder/Worker.php";
echo (new Worker)->mine, "\n";
?>
--EXPECT--
mine
