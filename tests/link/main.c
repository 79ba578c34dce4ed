/*
 * Does nothing: that it links, with every object of core (and view) and
 * without curses, is the test.
 */
int main(void)
{
	return 0;
}
