namespace Graph.Invalidation;

/// <summary>A pattern over keys and tags: <c>*</c> is any run of characters, <c>?</c> any one. Case-sensitive, the whole name must match.</summary>
internal static class Glob
{
    /// <summary>Linear in practice, and at worst the product of both lengths: it goes back to the last star only.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
