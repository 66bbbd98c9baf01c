"""What stands in front of Streamlit: the gate, the security headers, and the pages for signing in and out."""
